/**
 * What is of the one program that is about to run: its environment, where it finds modules, how its output is written. The rest
 * of Python is as it was kept. `_tabsmith_start` is what the beginning calls.
 */
export const settling = `
def _begin():
    import io, json, os, posix, random, site, sys, time, types, warnings

    library = [place for place in sys.path if place and not place.endswith("site-packages")]

    def environment(given):
        os.environ.clear()
        os.environ.update(json.loads(given))
        random.seed()
        sys.excepthook = sys.__excepthook__
        sys.modules["__main__"].__dict__.pop("_pyodide_core", None)

    def find_modules(executable):
        sys.executable = sys._base_executable = executable
        around = os.path.dirname(os.path.dirname(executable))
        if os.path.exists(os.path.join(around, "pyvenv.cfg")):
            sys.prefix = sys.exec_prefix = around
        given = "" if sys.flags.ignore_environment else os.environ.get("PYTHONPATH", "")
        before = [os.path.abspath(place) for place in given.split(os.pathsep) if place]
        sys.path[:] = dict.fromkeys([*before, *library])
        sys.path_importer_cache.clear()
        if sys.flags.no_site:
            return
        site.PREFIXES = [sys.prefix, sys.exec_prefix]
        site.ENABLE_USER_SITE = site.USER_SITE = None
        site.USER_BASE = os.environ.get("PYTHONUSERBASE") or os.path.expanduser("~/.local")
        site.main()

    def open_stream(fd, old, buffered):
        raw = io.open(fd, "wb", 0 if not buffered else -1, closefd=False)
        name = f"<{old}>"
        getattr(raw, "raw", raw).name = name
        stream = io.TextIOWrapper(raw, "utf-8", "backslashreplace" if fd == 2 else "strict", "\\n",
                                  line_buffering=buffered, write_through=not buffered)
        stream.mode = "w"
        setattr(sys, old, stream)
        setattr(sys, f"__{old}__", stream)

    def open_streams(buffered):
        for fd, name in ((1, "stdout"), (2, "stderr")):
            if not buffered:
                open_stream(fd, name, buffered)
            elif fd == 1:
                sys.stdout.reconfigure(line_buffering=sys.stdout.isatty())
        encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
        if sys.flags.ignore_environment or not (encoding or errors):
            return
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            how = errors if errors and stream is not sys.stderr else stream.errors
            stream.reconfigure(encoding=encoding or stream.encoding, errors=how)

    def settle(given):
        wanted = json.loads(given)
        find_modules(wanted["executable"])
        open_streams(wanted["buffered"])
        warnings._processoptions(sys.warnoptions)
        for module in (os, posix):
            module.getpid, module.getppid = (lambda: wanted["pid"]), (lambda: wanted["parent"])
        zone = wanted["zone"]
        time.timezone, time.altzone, time.daylight = zone["timezone"], zone["altzone"], zone["daylight"]
        time.tzname = tuple(zone["names"])

    def interrupted():
        return isinstance(getattr(sys, "last_exc", None), KeyboardInterrupt)

    start = types.ModuleType("_tabsmith_start")
    start.environment, start.settle, start.interrupted = environment, settle, interrupted
    sys.modules["_tabsmith_start"] = start

_begin()
del _begin
`;
