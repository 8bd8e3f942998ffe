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
      alive.touch()
      if "NOTIFY_SOCKET" in os.environ:
          address = os.environ["NOTIFY_SOCKET"].replace("@", "\0", 1)
          with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
              systemd.sendto(b"READY=1", address)
      while not signal.sigtimedwait([signal.SIGINT], 5):
          alive.touch()
    '')
    (writers.writePython3Bin "worker-health" { } ''
      import os
      import pathlib
      import sys
      import time

      alive = pathlib.Path(os.environ["DATA_DIR"], "alive")
      age = time.time() - alive.stat().st_mtime
      sys.exit(0 if age < 30 else "did no work for {:.0f} s".format(age))
    '')
  ];
}
