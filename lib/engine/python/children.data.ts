/**
 * `subprocess` on the engine's own processes. Python can't go on while a child runs, so a child runs when its parent first
 * waits for it, or takes what it wrote.
 */
export const children = `
def _begin():
    import errno, io, os, subprocess, sys
    from _tabsmith import spawn

    class Popen(subprocess.Popen):
        def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None,
                     preexec_fn=None, close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None,
                     startupinfo=None, creationflags=0, *, text=None, encoding=None, errors=None, **others):
            self.args = args
            self.pid = None
            self.returncode = None
            self._input = b""
            self._ran = False
            self._given = (stdin, stdout, stderr)
            self._outputs = {}
            self.encoding, self.errors = encoding, errors
            self.text_mode = bool(encoding or errors or text or universal_newlines)
            plain = [args] if isinstance(args, (str, bytes, os.PathLike)) else list(args)
            plain = [os.fsdecode(each) for each in plain]
            if shell:
                plain = ["/bin/sh", "-c", *plain]
            if stderr == subprocess.STDOUT:
                plain = ["/bin/sh", "-c", 'exec "$@" 2>&1', "sh", *plain]
            self._command = plain
            self._cwd = os.fsdecode(cwd) if cwd is not None else os.getcwd()
            self._env = {os.fsdecode(k): os.fsdecode(v) for k, v in (os.environ if env is None else env).items()}
            self.stdin = self._wrap(io.BytesIO()) if stdin == subprocess.PIPE else None

        def _wrap(self, stream):
            if not self.text_mode:
                return stream
            return io.TextIOWrapper(stream, encoding=self.encoding or "utf-8", errors=self.errors, write_through=True)

        def _typed(self):
            if self.stdin is None or self.stdin.closed:
                return b""
            return (self.stdin.buffer if self.text_mode else self.stdin).getvalue()

        def _run(self, timeout=None):
            if self._ran:
                return
            self._ran = True
            stdin, stdout, stderr = self._given
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            data = self._typed() + self._input
            if stdin not in (None, subprocess.PIPE, subprocess.DEVNULL):
                with os.fdopen(os.dup(stdin if isinstance(stdin, int) else stdin.fileno()), "rb") as source:
                    data = source.read()
            how = ["inherit" if stdin is None else "pipe"]
            for wanted in (stdout, stderr):
                how.append("inherit" if wanted is None or wanted == subprocess.STDOUT
                           else "ignore" if wanted == subprocess.DEVNULL else "pipe")
            import json
            asked = {"command": self._command, "cwd": self._cwd, "env": self._env, "stdio": how, "timeout": timeout}
            result = spawn(json.dumps(asked), data)
            if result.error == "ETIMEDOUT":
                self.returncode = -9
                raise subprocess.TimeoutExpired(self.args, timeout, output=result.out.to_bytes())
            if result.error:
                number = getattr(errno, result.error, errno.EIO)
                raise OSError(number, os.strerror(number), self._command[0])
            self.pid, self.returncode = result.pid, result.code
            for name, wanted, written in (("out", stdout, result.out), ("err", stderr, result.err)):
                data = written.to_bytes()
                if wanted == subprocess.PIPE:
                    self._outputs[name] = self._wrap(io.BytesIO(data))
                elif data:
                    if hasattr(wanted, "flush"):
                        wanted.flush()
                    fd = wanted if isinstance(wanted, int) else wanted.fileno()
                    while data:
                        data = data[os.write(fd, data):]

        @property
        def stdout(self):
            self._run()
            return self._outputs.get("out")

        @property
        def stderr(self):
            self._run()
            return self._outputs.get("err")

        def communicate(self, input=None, timeout=None):
            if input:
                self._input = input.encode(self.encoding or "utf-8") if isinstance(input, str) else bytes(input)
            self._run(timeout)
            read = [self._outputs[name].read() if name in self._outputs else None for name in ("out", "err")]
            return tuple(read)

        def wait(self, timeout=None):
            self._run(timeout)
            return self.returncode

        def poll(self):
            return self.wait()

        def send_signal(self, sig):
            pass

        def __exit__(self, kind, value, traceback):
            if kind is None:
                self.wait()

        def __del__(self, _warn=None):
            if hasattr(self, "_ran") and not self._ran:
                self._run()

    Popen.__module__ = "subprocess"
    subprocess._can_fork_exec = True
    subprocess.Popen = Popen

_begin()
del _begin
`;
