/**
 * Sleeping that ends with a signal and uses no processor, and an event loop that waits by sleeping, since the browser's can't
 * turn while a program runs. There are no threads: what is given to a pool of them is done at once.
 */
export const waiting = `
def _begin():
    import _thread, asyncio, sys, threading, time
    from concurrent.futures import Future
    from concurrent.futures.thread import ThreadPoolExecutor
    from _tabsmith import sleep, doze, check

    time.sleep = sleep

    class Selector:
        def select(self, timeout=None):
            if timeout is None or timeout > 0:
                doze(86400000 if timeout is None else min(timeout, 86400) * 1000)
            check()
            return ()

        def close(self):
            pass

    def submit(self, fn, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    ThreadPoolExecutor.submit = submit

    def start_thread(*given, **named):
        raise RuntimeError("can't start new thread: Python has one thread in this tab. "
                           "asyncio, subprocess and ThreadPoolExecutor (one task after the other) work")

    class Missing:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name == "_multiprocessing":
                raise ModuleNotFoundError("multiprocessing can't share memory between processes in this tab; "
                                          "subprocess and concurrent.futures.ThreadPoolExecutor work", name=name)

    sys.meta_path.append(Missing)
    threading._start_joinable_thread = _thread.start_new_thread = _thread.start_joinable_thread = start_thread

    class EventLoop(asyncio.base_events.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Selector()
            self._default_executor = ThreadPoolExecutor(1)

        def _process_events(self, events):
            pass

        def _write_to_self(self):
            pass

        async def shutdown_default_executor(self, timeout=None):
            self._executor_shutdown_called = True

    class Policy(asyncio.events._BaseDefaultEventLoopPolicy):
        _loop_factory = EventLoop

    asyncio.events._set_running_loop(None)
    asyncio.events._set_event_loop_policy(Policy())
    asyncio.EventLoop = EventLoop

_begin()
del _begin
`;
