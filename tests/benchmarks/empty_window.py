"""The floor of a start: Qt's window with nothing in it, until it is painted."""

import json
import sys
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    """Tells when it is painted first."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint, then tell."""
        super().paintEvent(event)
        now = time.monotonic()
        print(json.dumps({"frame": now, "content": now, "work": time.process_time()}), flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1180, 780)
    window.show()
    app.exec()
