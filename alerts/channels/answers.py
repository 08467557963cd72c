"""A JSON request to a messenger's API and what came of it, as far as all of them are alike."""

from collections.abc import Mapping
from typing import Any

import httpx

from alerts.model import Retryable
from base.said import said


async def ask(
    client: httpx.AsyncClient,
    url: str,
    body: Mapping[str, Any],
    *,
    service: str,
    headers: Mapping[str, str] | None = None,
) -> tuple[httpx.Response, dict[str, Any]] | Retryable:
    """Send a JSON request and read the JSON object that answers it.

    Args:
        client: With its time limit.
        url: To send to.
        body: The request.
        service: Its name, as people know it.
        headers: Besides those of JSON.

    Returns:
        The response and its object; `Retryable` for everyone where nobody answers or the answer is no JSON object, as
        that of a proxy or of an outage.
    """
    try:
        response = await client.post(url, json=dict(body), headers=headers)
    except httpx.HTTPError as error:
        told = said("{service} is not reached: {error}", service=service, error=type(error).__name__)
        return Retryable(told, everyone=True)
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if isinstance(answer, dict):
        return response, answer
    odd = said("{service} answers {status} in no form we know", service=service, status=response.status_code)
    return Retryable(odd, everyone=True)
