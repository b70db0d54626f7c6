/** `_socket` on the kernel's own sockets: the tab's loopback, and other hosts as far as a browser reaches them. */
export const sockets = `
def _begin():
    import errno, importlib, json, os, select, socket, _socket, sys, time
    from _tabsmith import network, check

    numbers = """
        AF_UNSPEC=0 AF_UNIX=1 AF_INET=2 AF_INET6=10 SOCK_STREAM=1 SOCK_DGRAM=2 SOCK_RAW=3 SOCK_NONBLOCK=2048 SOCK_CLOEXEC=524288
        SOL_SOCKET=1 SO_DEBUG=1 SO_REUSEADDR=2 SO_TYPE=3 SO_ERROR=4 SO_DONTROUTE=5 SO_BROADCAST=6 SO_SNDBUF=7 SO_RCVBUF=8
        SO_KEEPALIVE=9 SO_OOBINLINE=10 SO_LINGER=13 SO_REUSEPORT=15 SO_RCVTIMEO=20 SO_SNDTIMEO=21 SOMAXCONN=4096 IPPROTO_IP=0
        IPPROTO_ICMP=1 IPPROTO_TCP=6 IPPROTO_UDP=17 IPPROTO_IPV6=41 IPV6_V6ONLY=26 IP_TOS=1 IP_TTL=2 TCP_NODELAY=1
        TCP_KEEPIDLE=4 TCP_KEEPINTVL=5 TCP_KEEPCNT=6 TCP_USER_TIMEOUT=18 SHUT_RD=0 SHUT_WR=1 SHUT_RDWR=2 MSG_OOB=1 MSG_PEEK=2
        MSG_DONTWAIT=64 MSG_WAITALL=256 MSG_NOSIGNAL=16384 AI_PASSIVE=1 AI_CANONNAME=2 AI_NUMERICHOST=4 AI_NUMERICSERV=1024
        AI_ADDRCONFIG=32 AI_V4MAPPED=8 AI_ALL=16 EAI_AGAIN=-3 EAI_FAIL=-4 EAI_FAMILY=-6 EAI_NONAME=-2 EAI_SERVICE=-8
        EAI_SOCKTYPE=-7 NI_NUMERICHOST=1 NI_NUMERICSERV=2 INADDR_ANY=0 INADDR_LOOPBACK=2130706433 INADDR_BROADCAST=4294967295
    """
    for pair in numbers.split():
        name, _, number = pair.partition("=")
        setattr(_socket, name, int(number))
    _socket.has_ipv6 = True

    def ask(name, *given):
        while True:
            answer = json.loads(network(json.dumps([name, *given])))
            if "error" not in answer:
                return answer["numbers"], answer["texts"]
            if answer["error"] == "EINTR":
                check()
                continue
            number = getattr(errno, answer["error"], errno.EIO)
            raise OSError(number, os.strerror(number))

    def numeric(host, family):
        if host in ("", None):
            return "::" if family == _socket.AF_INET6 else "0.0.0.0"
        if host == "<broadcast>":
            return "255.255.255.255"
        if host == "localhost" or host == _socket.gethostname():
            return "::1" if family == _socket.AF_INET6 else "127.0.0.1"
        return host

    close_file = os.close

    class Socket:
        __slots__ = ("_fd", "_kind", "_timeout", "_options")

        def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
            self._fd, self._options = -1, {}
            self._timeout = _socket.getdefaulttimeout()
            family = _socket.AF_INET if family == -1 else int(family)
            type = (_socket.SOCK_STREAM if type == -1 else int(type)) & ~(2048 | 524288)
            self._kind = family, type, 0 if proto == -1 else proto
            if fileno is not None:
                self._fd = fileno
                return
            if type != _socket.SOCK_STREAM:
                raise OSError(errno.ESOCKTNOSUPPORT, "only SOCK_STREAM sockets are there in this tab: it has no UDP and no raw network")
            self._fd = ask("socket", family)[0][0]

        def __del__(self):
            Socket.close(self)

        family = property(lambda self: self._kind[0])
        type = property(lambda self: self._kind[1])
        proto = property(lambda self: self._kind[2])
        timeout = property(lambda self: self._timeout)

        def fileno(self):
            return self._fd

        def close(self):
            fd, self._fd = self._fd, -1
            if fd >= 0:
                close_file(fd)

        def detach(self):
            fd, self._fd = self._fd, -1
            return fd

        def settimeout(self, value):
            if value is not None and value < 0:
                raise ValueError("Timeout value out of range")
            self._timeout = None if value is None else float(value)

        def gettimeout(self):
            return self._timeout

        def setblocking(self, flag):
            self._timeout = None if flag else 0.0

        def getblocking(self):
            return self._timeout != 0

        def setsockopt(self, level, name, value, length=None, /):
            self._options[level, name] = value

        def getsockopt(self, level, name, length=0, /):
            if (level, name) == (_socket.SOL_SOCKET, _socket.SO_TYPE):
                return self.type
            return 0 if (level, name) == (_socket.SOL_SOCKET, _socket.SO_ERROR) else self._options.get((level, name), 0)

        def _wait(self, events):
            if self._fd < 0:
                raise OSError(errno.EBADF, os.strerror(errno.EBADF))
            if self._timeout is None:
                return
            waits = select.poll()
            waits.register(self._fd, events)
            if not waits.poll(self._timeout * 1000):
                if self._timeout == 0:
                    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
                raise TimeoutError("timed out")

        def _named(self, family, port, address):
            if family == _socket.AF_UNIX:
                return address
            return (address, port, 0, 0) if family == _socket.AF_INET6 else (address, port)

        def _place(self, address):
            if self.family == _socket.AF_UNIX:
                return 0, os.fsdecode(address)
            if not isinstance(address, tuple):
                raise TypeError(f"AF_INET address must be tuple, not {type(address).__name__}")
            host, port = address[:2]
            if not 0 <= port <= 65535:
                raise OverflowError("bind(): port must be 0-65535.")
            return port, numeric(host, self.family)

        def bind(self, address, /):
            ask("bind", self._fd, *self._place(address))

        def listen(self, backlog=128, /):
            ask("listen", self._fd, max(0, backlog))

        def connect(self, address, /):
            ask("connect", self._fd, *self._place(address))

        def connect_ex(self, address, /):
            try:
                self.connect(address)
            except OSError as error:
                if error.errno is None:
                    raise
                return error.errno
            return 0

        def _accept(self):
            self._wait(select.POLLIN)
            (fd, family, port), (address,) = ask("accept", self._fd)
            return fd, self._named(family, port, address)

        def getsockname(self):
            (family, port), (address,) = ask("sockname", self._fd, 0)
            return self._named(family, port, address)

        def getpeername(self):
            (family, port), (address,) = ask("sockname", self._fd, 1)
            return self._named(family, port, address)

        def recv(self, size, flags=0, /):
            self._wait(select.POLLIN)
            return os.read(self._fd, size) if size else b""

        def recv_into(self, buffer, nbytes=0, flags=0):
            view = memoryview(buffer).cast("B")
            data = self.recv(nbytes or len(view))
            view[:len(data)] = data
            return len(data)

        def recvfrom(self, size, flags=0, /):
            return self.recv(size), None

        def send(self, data, flags=0, /):
            self._wait(select.POLLOUT)
            return os.write(self._fd, data)

        def sendall(self, data, flags=0, /):
            rest = memoryview(data).cast("B")
            while rest:
                rest = rest[self.send(rest):]

        def sendto(self, data, *about):
            return self.send(data)

        def shutdown(self, how, /):
            ask("shutdown", self._fd, how)

        def __repr__(self):
            return f"<socket object, fd={self._fd}, family={self.family}, type={self.type}, proto={self.proto}>"

    def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
        if isinstance(host, (bytes, bytearray)):
            host = host.decode()
        names = {"http": 80, "https": 443, "ftp": 21, "ssh": 22}
        number = names.get(port, port) or 0
        if isinstance(number, str):
            if not number.isdigit():
                raise _socket.gaierror(-8, "Servname not supported for ai_socktype")
            number = int(number)
        kind = _socket.AF_INET6 if host is not None and ":" in host else family or _socket.AF_INET
        if host is None:
            host = "0.0.0.0" if flags & _socket.AI_PASSIVE else "127.0.0.1"
        address = numeric(host, kind)
        return [(kind, type or _socket.SOCK_STREAM, proto or 6, "", (address, number, 0, 0) if kind == _socket.AF_INET6 else (address, number))]

    def socketpair(family=None, type=_socket.SOCK_STREAM, proto=0):
        return tuple(Socket(_socket.AF_UNIX, type, proto, fd) for fd in ask("socketPair")[0])

    def gethostbyname(host, /):
        return numeric(host, _socket.AF_INET)

    _socket.socket = _socket.SocketType = Socket
    Socket.__module__, Socket.__name__ = "_socket", "socket"
    _socket.close = os.close
    _socket.getaddrinfo, _socket.gethostbyname, _socket.socketpair = getaddrinfo, gethostbyname, socketpair
    _socket.gethostbyname_ex = lambda host, /: (host, [], [gethostbyname(host)])
    _socket.dup = os.dup
    importlib.reload(socket)

_begin()
del _begin
`;
