{
  writers,
}:

writers.writePython3Bin "shop" { flakeIgnore = [ "E501" ]; } ''
  import http.server
  import os
  import signal
  import threading


  class Shop(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
          self.send_response(200)
          self.end_headers()
          self.wfile.write(b"well\n" if self.path == "/health" else b"open\n")


  server = http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Shop)
  server.daemon_threads = False
  # At SIGTERM what is under way is finished.
  signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
  server.serve_forever()
  server.server_close()
''
