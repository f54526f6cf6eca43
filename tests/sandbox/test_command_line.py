"""`python -m sandbox`: its address, and a bot that finds it there."""

from __future__ import annotations

import asyncio
import signal
import sys

import aiohttp
import pytest

from sandbox.__main__ import main


async def test_it_prints_its_address_serves_and_stops_on_a_signal() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sandbox", "--port", "0", "--token", "42:abc", "--person", "Анна Ким"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        url = line.rpartition(" ")[2].strip()
        assert url.startswith("http://127.0.0.1:")
        async with aiohttp.ClientSession() as http:
            async with http.get(f"{url}/bot42:abc/getMe") as answer:
                assert (await answer.json())["result"]["id"] == 42
            async with http.get(f"{url}/api/state") as answer:
                assert [p["name"] for p in (await answer.json())["people"]] == ["Анна Ким"]
    finally:
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


def test_it_refuses_to_serve_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "0.0.0.0"]) == 1
    assert "this machine only" in capsys.readouterr().err
