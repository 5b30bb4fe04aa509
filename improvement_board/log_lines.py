"""Log lines for the machine's operator."""

import logging


class OneLine(logging.Formatter):
    """One event is one line, so nothing a visitor types can pose as another event."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "\\r").replace("\n", "\\n")
