{
  writers,
}:

writers.writePython3Bin "web" { flakeIgnore = [ "E501" ]; } ''
  import http.server
  import os


  class Site(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
          self.send_response(200)
          self.end_headers()
          self.wfile.write(b"well\n" if self.path == "/health" else b"hello\n")


  http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Site).serve_forever()
''
