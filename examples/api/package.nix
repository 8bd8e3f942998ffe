{
  python3Packages,
  writers,
}:

writers.writePython3Bin "api"
  {
    libraries = [ python3Packages.psycopg2 ];
    flakeIgnore = [ "E501" ];
  }
  ''
    import contextlib
    import http.server
    import logging
    import os

    import psycopg2

    logging.basicConfig(level=os.environ["LOG_LEVEL"].upper())


    def now():
        url = os.environ["DATABASE_URL"]
        with contextlib.closing(psycopg2.connect(url, connect_timeout=5)) as database:
            with database.cursor() as cursor:
                cursor.execute("SELECT now()")
                return cursor.fetchone()[0].isoformat()


    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path not in ("/health", "/v1/time"):
                return self.send_error(404)
            try:
                answer = now()
            except psycopg2.Error as e:
                # Its name alone: what libpq says may hold the address, and with it the password.
                logging.error("the database does not answer: %s", type(e).__name__)
                return self.send_error(503)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(f"{answer}\n".encode())


    http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Api).serve_forever()
  ''
