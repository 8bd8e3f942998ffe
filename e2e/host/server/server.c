// A small web service to put under load: HTTP/1.1 with keep-alive, WebSockets, event streams, a graceful stop.
//
// usage: server NAME [unhealthy|broken|dying]
//   listens on 127.0.0.1:$PORT, or on the first socket that systemd passes (sd_listen_fds(3))
//   GET /            "NAME PORT"; every answer says the same in X-Served-By
//   GET /health      "ok"
//   GET /slow/MS     "NAME PORT" after MS milliseconds
//   GET /events      an event stream of "NAME PORT", four a second
//   GET /ws          a WebSocket that says everything back (RFC 6455)
//   unhealthy: 500 to everything · broken: 500 to everything but /health · dying: exits 1 after one second
// SIGTERM: takes no more connections, finishes what is under way, says goodbye to WebSockets and streams, exits 0.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "handshake.h"

enum { LIMIT = 16384, EVENT_MS = 250, PATIENCE_MS = 1000 };

static const char *mode = "";
static char served_by[200];
static int stop_event;        // readable once SIGTERM has come
static atomic_int connections;

struct connection {
  int socket;
  bool idle;  // nobody waits for an answer on it
  size_t filled;
  char buffer[LIMIT + 1];
};

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void on_term(int signal) {
  (void)signal;
  uint64_t one = 1;
  if (write(stop_event, &one, sizeof one) < 0) _exit(1);
}

// Whether SIGTERM came within so many milliseconds.
static bool stops_within(int milliseconds) {
  struct pollfd event = {.fd = stop_event, .events = POLLIN};
  return poll(&event, 1, milliseconds) > 0;
}

static bool stopping(void) { return stops_within(0); }

// Waits for bytes, the end or SIGTERM. True for the first two.
static bool readable(int socket) {
  struct pollfd events[] = {{.fd = socket, .events = POLLIN}, {.fd = stop_event, .events = POLLIN}};
  while (poll(events, 2, -1) < 0) {
    if (errno != EINTR) return false;
  }
  return events[0].revents != 0;
}

// Whether there are bytes for it, or its end. What was taken before SIGTERM is listened to a little longer: the request is
// on its way, and whoever sent it has no other connection to try.
static bool has_bytes(struct connection *c) {
  if (readable(c->socket)) return true;
  struct pollfd event = {.fd = c->socket, .events = POLLIN};
  return !c->idle && poll(&event, 1, PATIENCE_MS) > 0;
}

static bool send_all(int socket, const void *bytes, size_t length) {
  for (const char *at = bytes; length > 0;) {
    ssize_t sent = send(socket, at, length, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    at += sent;
    length -= (size_t)sent;
  }
  return true;
}

static bool send_text(int socket, const char *text) { return send_all(socket, text, strlen(text)); }

static bool answer(int socket, const char *status, const char *body, bool keep) {
  char text[600];
  snprintf(text, sizeof text,
           "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nX-Served-By: %s\r\nContent-Length: %zu\r\n%s\r\n%s", status,
           served_by, strlen(body), keep ? "" : "Connection: close\r\n", body);
  return send_text(socket, text);
}

// The value of a header in the request head, copied; false where there is none.
static bool header(const char *head, const char *name, char *value, size_t size) {
  const char *line = strcasestr(head, name);
  if (!line) return false;
  line += strlen(name);
  line += strspn(line, " \t");
  size_t length = strcspn(line, "\r\n");
  if (length >= size) return false;
  memcpy(value, line, length);
  value[length] = 0;
  return true;
}

static void events(int socket) {
  char event[300];
  char chunk[320];
  int length = snprintf(event, sizeof event, "data: %s\n\n", served_by);
  snprintf(chunk, sizeof chunk, "%x\r\n%s\r\n", length, event);
  char head[400];
  snprintf(head, sizeof head,
           "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Served-By: %s\r\nTransfer-Encoding: chunked\r\n\r\n",
           served_by);
  bool alive = send_text(socket, head);
  while (alive && !stops_within(EVENT_MS)) alive = send_text(socket, chunk);
  if (alive) send_text(socket, "0\r\n\r\n");
}

static bool receive_all(struct connection *c, size_t wanted) {
  while (c->filled < wanted) {
    if (!has_bytes(c)) return false;
    ssize_t got = recv(c->socket, c->buffer + c->filled, LIMIT - c->filled, 0);
    if (got <= 0) return false;
    c->filled += (size_t)got;
  }
  return true;
}

// Short frames only, which is what a test sends.
static void web_socket(struct connection *c, const char *key) {
  char accept[ACCEPT_SIZE];
  web_socket_accept(key, accept);
  char head[400];
  snprintf(head, sizeof head,
           "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Served-By: %s\r\n"
           "Sec-WebSocket-Accept: %s\r\n\r\n",
           served_by, accept);
  if (!send_text(c->socket, head)) return;
  c->idle = true;
  while (receive_all(c, 6)) {
    unsigned char *frame = (unsigned char *)c->buffer;
    size_t length = frame[1] & 0x7f;
    if (length > 125 || !receive_all(c, 6 + length)) break;
    unsigned char reply[127] = {frame[0], (unsigned char)length};
    for (size_t i = 0; i < length; i++) reply[2 + i] = frame[6 + i] ^ frame[2 + i % 4];
    if (!send_all(c->socket, reply, 2 + length) || (frame[0] & 0x0f) == 8) return;
    c->filled -= 6 + length;
    memmove(c->buffer, c->buffer + 6 + length, c->filled);
  }
  static const unsigned char going_away[] = {0x88, 2, 1001 >> 8, 1001 & 0xff};
  if (stopping()) send_all(c->socket, going_away, sizeof going_away);
}

// Answers one request, whose head is a string. True where the connection goes on.
static bool serve(struct connection *c, const char *head) {
  const char *path = strchr(head, ' ');
  if (!path) return false;
  path++;
  char value[100];
  if (strncmp(path, "/slow/", 6) == 0) usleep((useconds_t)atoi(path + 6) % 10000 * 1000);
  bool keep = !(header(head, "\nConnection:", value, sizeof value) && strcasestr(value, "close")) && !stopping();
  bool health = strncmp(path, "/health ", 8) == 0;
  if (!strcmp(mode, "unhealthy") || (!strcmp(mode, "broken") && !health)) {
    return answer(c->socket, "500 Internal Server Error", served_by, keep) && keep;
  }
  if (health) return answer(c->socket, "200 OK", "ok", keep) && keep;
  if (strncmp(path, "/events ", 8) == 0) return events(c->socket), false;
  if (strncmp(path, "/ws ", 4) == 0 && header(head, "\nSec-WebSocket-Key:", value, sizeof value)) {
    return web_socket(c, value), false;
  }
  return answer(c->socket, "200 OK", served_by, keep) && keep;
}

static void *converse(void *argument) {
  struct connection *c = argument;
  char head[LIMIT + 1];
  bool goes_on = true;
  while (goes_on) {
    c->buffer[c->filled] = 0;
    char *end = memmem(c->buffer, c->filled, "\r\n\r\n", 4);
    if (!end) {
      if (!receive_all(c, c->filled + 1)) break;
      c->idle = false;
      continue;
    }
    size_t length = (size_t)(end - c->buffer) + 4;
    memcpy(head, c->buffer, length);
    head[length] = 0;
    char value[20];
    size_t body = header(head, "\nContent-Length:", value, sizeof value) ? strtoul(value, NULL, 10) : 0;
    if (length + body > LIMIT || !receive_all(c, length + body)) break;
    c->filled -= length + body;
    memmove(c->buffer, c->buffer + length + body, c->filled);
    goes_on = serve(c, head);
    c->idle = c->filled == 0;
  }
  shutdown(c->socket, SHUT_WR);
  close(c->socket);
  free(c);
  atomic_fetch_sub(&connections, 1);
  return NULL;
}

static void take(int listener, const pthread_attr_t *small) {
  for (int socket; (socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0;) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct connection *c = calloc(1, sizeof *c);
    pthread_t thread;
    if (!c) fail("calloc");
    c->socket = socket;
    atomic_fetch_add(&connections, 1);
    if ((errno = pthread_create(&thread, small, converse, c))) fail("pthread_create");
  }
}

static bool passed_by_systemd(void) {
  const char *pid = getenv("LISTEN_PID");
  const char *count = getenv("LISTEN_FDS");
  return pid && count && atoi(pid) == getpid() && atoi(count) >= 1;
}

static int listen_on(int port) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int on = 1;
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) fail("listen");
  return listener;
}

static void *die(void *unused) {
  sleep(1);
  fprintf(stderr, "%s dies, as it was told to\n", served_by);
  exit(1);
  return unused;
}

int main(int count, char **arguments) {
  const char *port = getenv("PORT");
  if (count < 2 || !(port || passed_by_systemd())) {
    fprintf(stderr, "usage: PORT=N server NAME [unhealthy|broken|dying]\n");
    return 2;
  }
  if (count > 2) mode = arguments[2];
  snprintf(served_by, sizeof served_by, "%.150s %s", arguments[1], port ? port : "socket");
  stop_event = eventfd(0, EFD_CLOEXEC);
  signal(SIGPIPE, SIG_IGN);
  struct sigaction term = {.sa_handler = on_term};
  sigaction(SIGTERM, &term, NULL);
  pthread_attr_t small;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 128 * 1024);
  pthread_attr_setdetachstate(&small, PTHREAD_CREATE_DETACHED);
  pthread_t killer;
  if (!strcmp(mode, "dying")) pthread_create(&killer, &small, die, NULL);

  bool from_systemd = passed_by_systemd();
  int listener = from_systemd ? 3 : listen_on(atoi(port));
  if (fcntl(listener, F_SETFL, O_NONBLOCK)) fail("fcntl");
  while (readable(listener) && !stopping()) take(listener, &small);
  // What has connected meanwhile is served, unless the socket is systemd's: then the next process does it.
  if (!from_systemd) take(listener, &small);
  close(listener);
  for (int tenths = 0; atomic_load(&connections) > 0 && tenths < 100; tenths++) usleep(100 * 1000);
  return 0;
}
