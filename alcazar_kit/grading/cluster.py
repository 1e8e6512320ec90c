"""The workers of a Dask cluster, which take calls as processes on this machine do. It starts no cluster."""

# mypy: allow-subclassing-any
# joblib comes without types.

import asyncio
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import joblib  # type: ignore[import-untyped]
from joblib._dask import DaskDistributedBackend  # type: ignore[import-untyped]

from ..errors import KitError
from . import work
from .workers import Workers

PATIENCE = 8
"""Seconds in which a scheduler has to answer, and a worker has to be there."""


ABSENCE = 600
"""Seconds that a run waits for a new worker once all are lost."""

LOOK = 2.0
"""Seconds between two looks whether there are workers."""


class Cluster(Workers):
    """The workers of a Dask scheduler.

    Args:
        address: the scheduler's, such as ``tcp://192.0.2.7:8786``.
        say: called with what is being done, once all workers are lost, and again when there are new ones.

    Raises:
        KitError: Dask is not installed here, no scheduler answers, or it has no worker.
    """

    patience = 1  # Dask has tried four workers by then

    def __init__(self, address: str, say: Callable[[str], object] = lambda _: None) -> None:
        super().__init__(1, Path())
        self.say, self.is_deserted = say, False
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise KitError("--dask needs the packages dask and distributed: pip install 'alcazar-kit[dask]'.") from None
        _reach(address)
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            self.client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
            self.client.wait_for_workers(1, timeout=PATIENCE)
            self._equipped(address)
        except TimeoutError:
            raise KitError(f"The Dask scheduler at {address} has no workers.") from None
        except (OSError, RuntimeError, ValueError) as problem:
            raise KitError(f"The Dask scheduler at {address} can't be used: {_line(problem)}.") from None
        self.address, self.ended = address, (distributed.scheduler.KilledWorker,)
        joblib.register_parallel_backend("alcazar-dask", _Backend)

    def _equipped(self, address: str) -> None:
        """Raise KitError where a worker can't import what judges: it would not even say so."""
        said = self.client.run(exec, f"import {work.__name__}", on_error="return")
        for worker, problem in said.items():
            if isinstance(problem, Exception):
                raise KitError(f"The worker {worker} of {address} can't import the kit: {_line(problem)}.")

    def __exit__(self, *_: object) -> None:
        self.client.close(timeout=PATIENCE)

    def run(self, calls: Mapping[str, Callable[[], Any]]) -> Iterable[tuple[str, Any]]:
        """Make calls, and raise one of ``ended`` where the same one has ended worker after worker."""
        try:
            with joblib.parallel_config("alcazar-dask", client=self.client), self._watched():
                yield from self._generator(calls, n_jobs=-1, pre_dispatch="all")
        except self.ended:
            raise
        except (OSError, RuntimeError, CancelledError) as problem:
            if self.is_deserted:
                raise KitError(
                    f"The Dask scheduler at {self.address} lost all workers, and for {ABSENCE} s no new one came. "
                    "Start some, and the same command again."
                ) from None
            raise KitError(f"The Dask cluster at {self.address} failed: {_line(problem)}.") from None

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Meanwhile, look whether there are workers: Dask would wait for one for ever, and not say so."""
        over = threading.Event()
        threading.Thread(target=self._watch, args=[over], name="cluster-watch", daemon=True).start()
        try:
            yield
        finally:
            over.set()

    def _watch(self, over: threading.Event) -> None:
        since: float | None = None
        with suppress(Exception):  # the scheduler is lost as well: `run` is told of that
            while not over.wait(LOOK):
                if self.client.scheduler_info(n_workers=1)["workers"]:
                    if since is not None:
                        self.say("judging")
                    since = None
                elif since is None:
                    self.say("all workers are lost, waiting for new ones")
                    since = time.monotonic()
                elif time.monotonic() - since > ABSENCE:
                    self.is_deserted = True
                    self.client.close(timeout=PATIENCE)  # its calls end by that
                    return


class _Backend(DaskDistributedBackend):
    """joblib's own, with two mends: no call that Dask gave up is waited for, and none is made here.

    Where there is a single job at a time, as with one worker of one thread, joblib would make the calls itself.
    """

    def effective_n_jobs(self, n_jobs: int) -> int:
        return max(2, int(super().effective_n_jobs(n_jobs)))

    def submit(self, func: Any, callback: Callable[[Any], object] | None = None) -> Any:
        def tell(done: "Future[Any]") -> None:
            if callback and (problem := done.exception()):
                callback(problem)

        submitted = super().submit(func, callback)
        submitted.add_done_callback(tell)
        return submitted


def _reach(address: str) -> None:
    """Raise KitError where no scheduler answers: Dask's own client would try for long, and not always end."""
    try:
        host, port = import_module("distributed.comm").get_address_host_port(address, strict=True)
        socket.create_connection((host, port), PATIENCE).close()
        asyncio.run(asyncio.wait_for(_identity(address), PATIENCE))
    except TimeoutError:
        raise KitError(f"No Dask scheduler answers at {address}: it says nothing for {PATIENCE} seconds.") from None
    except (OSError, ValueError, OverflowError) as problem:
        raise KitError(f"No Dask scheduler answers at {address}: {_line(problem)}.") from None


async def _identity(address: str) -> Any:
    arguments = import_module("distributed").Security().get_connection_args("client")
    async with import_module("distributed.core").rpc(address, connection_args=arguments) as scheduler:
        return await scheduler.identity()


def _line(problem: BaseException) -> str:
    said = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return str(said).partition("\n")[0].rstrip(".")
