from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Tell the secretariat's desk what this app adds to it."""
        from boards import clocks
        from reports.clocks import paper_clocks

        clocks.register("papers", paper_clocks)
