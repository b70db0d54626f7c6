/** Writes `/compiled.zip`: the library's sources, and beside each that isn't in memory already its code, which no one has to check. */
export const compileLibrary = `
def _compile():
    import importlib.util, marshal, sys, zipfile

    place = "/lib/python314.zip"
    there = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    with zipfile.ZipFile(place) as source, zipfile.ZipFile("/compiled.zip", "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            data = source.read(name)
            target.writestr(info, data)
            path = f"{place}/{name}"
            if not name.endswith(".py") or path in there:
                continue
            try:
                code = compile(data, path, "exec", dont_inherit=True)
            except SyntaxError:
                continue
            flags = (1).to_bytes(4, "little")
            pyc = importlib.util.MAGIC_NUMBER + flags + importlib.util.source_hash(data) + marshal.dumps(code)
            beside = zipfile.ZipInfo(name + "c", (1980, 1, 1, 0, 0, 0))
            beside.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(beside, pyc)

_compile()
`;
