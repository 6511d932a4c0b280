# SPDX-License-Identifier: Apache-2.0
"""A piece of network between a desk and its server: `python -m tests.journeys.relay LISTEN TARGET`.

It passes bytes on and understands none of them. Killing it is what a pulled cable is: open connections break,
new ones are refused. It ends when its standard input does, so it never outlives the journey.
"""

import asyncio
import contextlib
import sys

CHUNK = 64 * 1024


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()


async def relay(listen: int, target: int) -> None:
    """Pass everything on until standard input ends."""

    async def joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", target)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))

    server = await asyncio.start_server(joined, "127.0.0.1", listen, reuse_address=True)
    print('{"listening": true}', flush=True)
    async with server:
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(relay(int(sys.argv[1]), int(sys.argv[2])))
