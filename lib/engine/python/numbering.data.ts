/**
 * Errors have Linux's numbers. Those that C raises come with emscripten's number and its words for it, by which they are known:
 * the words for a number are the same in both only where the numbers are.
 */
export const numbering = `
def _begin():
    import errno, gc, os, posix, sys

    words = posix.strerror
    ours = {name: number for name, number in vars(errno).items() if name in _errors}
    known = {number: (words(number), *_errors[name]) for name, number in ours.items()}
    plainly = {number: text for number, text in _errors.values()}

    def make_error(*given, **named):
        if len(given) > 1 and type(given[0]) is int:
            found = known.get(given[0])
            if found is not None and given[1] == found[0]:
                given = (*found[1:], *given[2:])
        return type.__call__(OSError, *given, **named)

    def strerror(code, /):
        return plainly.get(code) or f"Unknown error {code}"

    classes = next(each for each in gc.get_objects()
                   if type(each) is dict and each.get(ours["ENOENT"]) is FileNotFoundError)
    renumbered = {known[number][1]: kind for number, kind in classes.items()}
    classes.clear()
    classes.update(renumbered)
    for module in list(sys.modules.values()):
        names = getattr(module, "__dict__", {})
        for name, number in ours.items():
            if type(names.get(name)) is int and names[name] == number:
                names[name] = _errors[name][0]
    for name, (number, _) in _errors.items():
        setattr(errno, name, number)
    errno.errorcode.clear()
    errno.errorcode.update((number, name) for name, (number, _) in _errors.items())
    for name in ("EWOULDBLOCK", "EDEADLOCK", "EOPNOTSUPP"):
        other = {"EWOULDBLOCK": "EAGAIN", "EDEADLOCK": "EDEADLK", "EOPNOTSUPP": "ENOTSUP"}[name]
        errno.errorcode[_errors[other][0]] = other
    strerror.__module__ = "posix"
    os.strerror = posix.strerror = strerror
    sys.modules["_tabsmith_errors"] = module = type(sys)("_tabsmith_errors")
    module.make_error = make_error

_begin()
del _begin, _errors
`;
