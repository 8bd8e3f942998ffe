// The answer to a WebSocket's key: the base64 of a SHA-1 (RFC 6455, section 4.2.2; RFC 3174).

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ACCEPT_SIZE = 29 };

static uint32_t rotated(uint32_t word, int by) { return word << by | word >> (32 - by); }

static void sha1_block(uint32_t hash[5], const unsigned char *block) {
  uint32_t w[80];
  for (int i = 0; i < 16; i++) {
    w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 |
           block[4 * i + 3];
  }
  for (int i = 16; i < 80; i++) w[i] = rotated(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
  uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4];
  for (int i = 0; i < 80; i++) {
    uint32_t f = i < 20 ? ((b & c) | (~b & d)) : i < 40 || i >= 60 ? b ^ c ^ d : ((b & c) | (b & d) | (c & d));
    uint32_t k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6;
    uint32_t next = rotated(a, 5) + f + e + k + w[i];
    e = d, d = c, c = rotated(b, 30), b = a, a = next;
  }
  hash[0] += a, hash[1] += b, hash[2] += c, hash[3] += d, hash[4] += e;
}

// accept: ACCEPT_SIZE bytes, a string afterwards. A key is shorter than 80 bytes, so that all fits two blocks.
static void web_socket_accept(const char *key, char *accept) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned char message[128] = {0};
  size_t length = (size_t)snprintf((char *)message, 118, "%.80s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
  size_t blocks = length < 56 ? 1 : 2;
  message[length] = 0x80;
  message[64 * blocks - 2] = (unsigned char)(8 * length >> 8);
  message[64 * blocks - 1] = (unsigned char)(8 * length);
  uint32_t hash[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  for (size_t i = 0; i < blocks; i++) sha1_block(hash, message + 64 * i);
  unsigned char bytes[21] = {0};
  for (int i = 0; i < 20; i++) bytes[i] = (unsigned char)(hash[i / 4] >> (24 - 8 * (i % 4)));
  for (int i = 0; i < 7; i++) {
    uint32_t three = (uint32_t)bytes[3 * i] << 16 | (uint32_t)bytes[3 * i + 1] << 8 | bytes[3 * i + 2];
    for (int j = 0; j < 4; j++) accept[4 * i + j] = digits[three >> (18 - 6 * j) & 63];
  }
  accept[27] = '=';
  accept[28] = 0;
}
