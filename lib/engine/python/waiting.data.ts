/**
 * Sleeping that ends with a signal and uses no processor, and an event loop that waits by sleeping, since the browser's can't
 * turn while a program runs.
 */
export const waiting = `
def _begin():
    import asyncio, time
    from concurrent.futures import Executor, Future
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

    class InPlace(Executor):
        """There are no threads: what is submitted is done at once."""

        def submit(self, fn, /, *args, **kwargs):
            future = Future()
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)
            return future

    class EventLoop(asyncio.base_events.BaseEventLoop):
        def __init__(self):
            super().__init__()
            self._selector = Selector()
            self._default_executor = InPlace()

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
