/**
 * `ssl` for connections to other hosts: the browser encrypts them, and judges certificates. What a program says goes in clear to the
 * page, behind a mark that asks for https. There is no TLS between programs of the tab.
 */
export const encryption = `
def _begin():
    import enum, socket, sys, types

    ssl = types.ModuleType("ssl")

    class SSLError(OSError):
        library = reason = None

    names = ["SSLCertVerificationError", "SSLEOFError", "SSLSyscallError", "SSLWantReadError", "SSLWantWriteError", "SSLZeroReturnError"]
    for name in names:
        setattr(ssl, name, type(name, (SSLError,), {"__module__": "ssl"}))
    SSLError.__module__ = "ssl"
    ssl.SSLError, ssl.CertificateError = SSLError, ssl.SSLCertVerificationError
    ssl.VerifyMode = enum.IntEnum("VerifyMode", {"CERT_NONE": 0, "CERT_OPTIONAL": 1, "CERT_REQUIRED": 2})
    ssl.TLSVersion = enum.IntEnum("TLSVersion", {"MINIMUM_SUPPORTED": -2, "TLSv1": 769, "TLSv1_1": 770, "TLSv1_2": 771, "TLSv1_3": 772, "MAXIMUM_SUPPORTED": -1})
    ssl.Purpose = enum.Enum("Purpose", {"SERVER_AUTH": "server", "CLIENT_AUTH": "client"})
    for kind in (ssl.VerifyMode, ssl.TLSVersion):
        for member in kind:
            setattr(ssl, member.name, member)
    ssl.PROTOCOL_TLS, ssl.PROTOCOL_TLS_CLIENT, ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_SSLv23 = 2, 16, 17, 2
    ssl.OP_ALL = ssl.OP_NO_SSLv2 = ssl.OP_NO_SSLv3 = ssl.OP_NO_COMPRESSION = ssl.OP_NO_TICKET = 0
    ssl.OP_NO_TLSv1 = ssl.OP_NO_TLSv1_1 = ssl.VERIFY_X509_STRICT = ssl.VERIFY_X509_PARTIAL_CHAIN = 0
    ssl.HAS_SNI, ssl.HAS_ALPN, ssl.HAS_NEVER_CHECK_COMMON_NAME, ssl.HAS_TLSv1_3 = True, False, True, True
    ssl.OPENSSL_VERSION, ssl.OPENSSL_VERSION_INFO, ssl.OPENSSL_VERSION_NUMBER = "TLS of the browser", (3, 0, 0, 0, 0), 0x30000000

    class SSLSocket(socket.socket):
        context = server_hostname = None

        # The browser doesn't tell.
        def version(self):
            return None

        def cipher(self):
            return None

        def getpeercert(self, binary_form=False):
            return b"" if binary_form else {}

        def selected_alpn_protocol(self):
            return None

        def do_handshake(self, block=False):
            pass

        def pending(self):
            return 0

        def unwrap(self):
            return self

        read, write = socket.socket.recv, socket.socket.send

    class SSLContext:
        def __init__(self, protocol=ssl.PROTOCOL_TLS_CLIENT):
            self.protocol, self.options, self.verify_flags = protocol, 0, 0
            self.check_hostname, self.verify_mode = True, ssl.CERT_REQUIRED
            self.minimum_version, self.maximum_version = ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.MAXIMUM_SUPPORTED
            self.post_handshake_auth, self.keylog_filename, self.sni_callback = False, None, None

        def wrap_socket(self, sock, server_side=False, do_handshake_on_connect=True, suppress_ragged_eofs=True, server_hostname=None, session=None):
            # The far end of what the page answers has no name.
            if server_side or sock.getpeername() != "":
                raise SSLError("there is no TLS between programs of this tab: use http on localhost, or https to another host")
            wrapped = SSLSocket(sock.family, sock.type, sock.proto, sock.detach())
            wrapped.settimeout(sock.gettimeout())
            wrapped.context, wrapped.server_hostname = self, server_hostname
            wrapped.sendall(b"\\x16\\x00")
            return wrapped

        def ignored(self, *given, **named):
            pass

        load_default_certs = load_verify_locations = load_cert_chain = set_ciphers = set_alpn_protocols = set_default_verify_paths = ignored
        get_ca_certs = get_ciphers = lambda self, *given: []
        cert_store_stats = lambda self: {"x509": 0, "crl": 0, "x509_ca": 0}

    def create_default_context(purpose=None, *, cafile=None, capath=None, cadata=None):
        return SSLContext()

    for each in (SSLSocket, SSLContext, create_default_context):
        each.__module__ = "ssl"
        setattr(ssl, each.__name__, each)
    ssl._create_default_https_context = ssl._create_stdlib_context = ssl._create_unverified_context = create_default_context
    ssl.get_default_verify_paths = lambda: types.SimpleNamespace(cafile=None, capath=None, openssl_cafile=None, openssl_capath=None)
    ssl.socket_error, ssl.CHANNEL_BINDING_TYPES = OSError, []
    sys.modules["ssl"] = ssl

_begin()
del _begin
`;
