"""What a PDF may load while it is drawn: nothing from the network, nothing from the disk."""

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

ASSET_SCHEME = "app-asset:"


class SafeFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves `data:` addresses and our own named assets; every other address is refused and remembered.

    A refused address is left out of the PDF and does not stop it: WeasyPrint logs the ValueError.
    """

    def __init__(self, assets: Mapping[str, tuple[bytes, str]] | None = None) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, timeout=1)
        self.assets = dict(assets or {})
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        asset = self.assets.get(url.removeprefix(ASSET_SCHEME)) if url.startswith(ASSET_SCHEME) else None
        if asset is not None:
            content, content_type = asset
            return URLFetcherResponse(url, content, {"Content-Type": content_type})
        if url.startswith("data:"):
            return super().fetch(url, headers)
        self.refused.append(url)
        raise ValueError("A PDF loads nothing from the network or the disk.")
