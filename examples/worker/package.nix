{
  symlinkJoin,
  writers,
}:

symlinkJoin {
  name = "worker";
  paths = [
    (writers.writePython3Bin "worker" { } ''
      import os
      import pathlib
      import signal
      import socket
      import sys

      alive = pathlib.Path(os.environ["DATA_DIR"], "alive")
      signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
      asked = socket.socket(socket.AF_UNIX)
      asked.bind("\0worker")
      asked.listen()
      asked.settimeout(5)
      if "NOTIFY_SOCKET" in os.environ:
          address = os.environ["NOTIFY_SOCKET"].replace("@", "\0", 1)
          with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
              systemd.sendto(b"READY=1", address)
      while True:
          alive.touch()
          try:
              asked.accept()[0].close()
          except TimeoutError:
              pass
    '')
    # It sees nothing of DATA_DIR, which is closed to all but the service itself.
    (writers.writePython3Bin "worker-health" { } ''
      import socket

      with socket.socket(socket.AF_UNIX) as worker:
          worker.settimeout(10)
          worker.connect("\0worker")
          worker.recv(1)
    '')
  ];
}
