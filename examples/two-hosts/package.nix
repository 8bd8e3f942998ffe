{
  writers,
}:

writers.writePython3Bin "two-hosts" { flakeIgnore = [ "E501" ]; } ''
  import http.server
  import os
  import socket

  HELLO = f"hello from {socket.gethostname()}\n".encode()


  class Site(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
          self.send_response(200)
          self.end_headers()
          self.wfile.write(b"well\n" if self.path == "/health" else HELLO)


  http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Site).serve_forever()
''
