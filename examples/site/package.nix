{
  writeShellApplication,
  busybox,
}:

writeShellApplication {
  name = "site";
  runtimeInputs = [ busybox ];
  text = ''
    exec busybox httpd -f -p "127.0.0.1:$PORT" -h ${./public}
  '';
}
