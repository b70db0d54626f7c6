/**
 * Processes, pipes and waiting for them, as the kernel has them. The rest of `subprocess` is CPython's own, told that it runs where
 * processes can be made.
 */
export const children = `
def _begin():
    import errno, importlib, json, os, select, selectors, signal, sys, time, types
    import posix
    from _tabsmith import system, pipe as make_pipe, descriptor, spawn, ended, check

    def failed(name, *about):
        number = getattr(errno, name, errno.EIO)
        return OSError(number, os.strerror(number), *about)

    def until_done(call, *given):
        while True:
            answer = json.loads(call(*given))
            if "numbers" in answer:
                return answer["numbers"]
            if answer["error"] != "EINTR":
                raise failed(answer["error"])
            check()

    def ask(name, *numbers):
        return until_done(system, json.dumps({"name": name, "numbers": numbers, "parts": []}))

    def pipe():
        return tuple(until_done(make_pipe))

    def waitpid(pid, options, /):
        child, code, number, stopped = ask("wait", pid, options)[:4]
        ended(child)
        if stopped:
            return child, (stopped << 8) | 0x7F
        return child, (code << 8) | number

    def kill(pid, number, /):
        ask("kill", pid, int(number))
        check()

    def place(fd):
        found = descriptor(fd)
        if found == -1:
            return {"type": "closed"}
        return {"type": "ignore"} if found == -2 else {"type": "fd", "fd": found}

    def fork_exec(args, executables, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
                  errpipe_read, errpipe_write, restore_signals, start_new_session, process_group, gid, gids, uid, umask,
                  preexec_fn, /):
        if preexec_fn is not None:
            raise RuntimeError("preexec_fn can't run in a child in this tab: a child is started, not forked; leave it out")
        fds = [number if fd == -1 else fd for number, fd in enumerate((p2cread, c2pwrite, errwrite))]
        pairs = [os.fsencode(k) + b"=" + os.fsencode(v) for k, v in os.environ.items()] if env is None else env
        spec = {
            "args": [os.fsdecode(arg) for arg in args],
            "env": [os.fsdecode(pair) for pair in pairs],
            "cwd": os.path.abspath(os.fsdecode(cwd)) if cwd is not None else os.getcwd(),
            "stdio": [place(fd) for fd in fds],
            "detached": bool(start_new_session),
        }
        if process_group >= 0:
            spec["pgid"] = process_group
        problem = None
        for executable in executables:
            spec["file"] = os.fsdecode(executable)
            try:
                return until_done(spawn, json.dumps(fds), json.dumps(spec))[0]
            except (FileNotFoundError, NotADirectoryError) as error:
                problem = problem or error
        where = spec["cwd"] if cwd is not None and not os.path.isdir(spec["cwd"]) else os.fsdecode(args[0])
        raise OSError(problem.errno, problem.strerror, where)

    class Poll:
        def __init__(self):
            self._wanted = {}

        def register(self, fd, eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT):
            self._wanted[fd if isinstance(fd, int) else fd.fileno()] = eventmask

        def modify(self, fd, eventmask):
            self._wanted[fd if isinstance(fd, int) else fd.fileno()]
            self.register(fd, eventmask)

        def unregister(self, fd):
            del self._wanted[fd if isinstance(fd, int) else fd.fileno()]

        def poll(self, timeout=None):
            numbers, ready, asked = [], [], []
            for fd, events in self._wanted.items():
                found = descriptor(fd)
                if found == -1:
                    ready.append((fd, select.POLLNVAL))
                elif found == -2:
                    ready.append((fd, events & (select.POLLIN | select.POLLOUT)))
                else:
                    asked.append(fd)
                    numbers += [found, events & 5]
            forever = timeout is None or timeout < 0
            wait = 0 if ready else -1 if forever else timeout
            answer = ask("poll", wait, *numbers)
            return ready + [(fd, int(events)) for fd, events in zip(asked, answer) if events]

    def choose(readers, writers, others, timeout=None, /):
        number = lambda each: each if isinstance(each, int) else each.fileno()
        wanted = {}
        for each in readers:
            wanted[number(each)] = wanted.get(number(each), 0) | select.POLLIN
        for each in writers:
            wanted[number(each)] = wanted.get(number(each), 0) | select.POLLOUT
        waits = Poll()
        waits._wanted = wanted
        found = dict(waits.poll(None if timeout is None else timeout * 1000))
        trouble = select.POLLHUP | select.POLLERR
        return ([each for each in readers if found.get(number(each), 0) & (select.POLLIN | trouble)],
                [each for each in writers if found.get(number(each), 0) & (select.POLLOUT | select.POLLERR)], [])

    def pipe2(flags, /):
        return pipe()

    def wait():
        return waitpid(-1, 0)

    def killpg(group, number, /):
        kill(-group, number)

    for module in (os, posix):
        module.pipe, module.pipe2, module.waitpid, module.wait, module.kill, module.killpg = pipe, pipe2, waitpid, wait, kill, killpg
        del module.fork
    def set_signal(number, handler, /):
        before = inner_signal(number, handler)
        if number not in (signal.SIGKILL, signal.SIGSTOP):
            ask("sigaction", int(number), 2 if handler == signal.SIG_IGN else 0 if handler == signal.SIG_DFL else 3)
        return before

    inner_signal = signal.signal
    set_signal.__module__, set_signal.__name__ = "signal", "signal"
    signal.signal = set_signal
    Poll.__module__ = choose.__module__ = "select"
    Poll.__name__, choose.__name__ = "poll", "select"
    select.poll, select.select = Poll, choose
    selectors.PollSelector._selector_cls = Poll
    selectors.SelectSelector._select = lambda self, *given: choose(*given)
    helper = types.ModuleType("_posixsubprocess")
    helper.fork_exec = fork_exec
    sys.modules["_posixsubprocess"] = helper
    platform, sys.platform = sys.platform, "linux"
    try:
        import subprocess
        importlib.reload(subprocess)
    finally:
        sys.platform = platform

_begin()
del _begin
`;
