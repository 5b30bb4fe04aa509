from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Tell the secretariat's desk what this app adds to it."""
        from boards import clocks
        from reports import offers, suggestions
        from reports.clocks import paper_clocks
        from reports.offers.actions import OverdueActions
        from reports.suggestions.meetings import MeetingsAttended
        from reports.suggestions.reports_given import ReportsGiven

        clocks.register("papers", paper_clocks)
        suggestions.register(MeetingsAttended())
        suggestions.register(ReportsGiven())
        offers.register(OverdueActions())
        register_evidence()


def register_evidence() -> None:
    """Tell what a paragraph can rest on, in the order in which it is offered."""
    from reports.evidence.actions import AgreedAction
    from reports.evidence.activities import FromTheLog
    from reports.evidence.documents import UploadedDocument
    from reports.evidence.editions import PaperParagraph
    from reports.evidence.kinds import register
    from reports.evidence.verbal import VerbalFeedback

    for kind in (FromTheLog(), AgreedAction(), PaperParagraph(), UploadedDocument(), VerbalFeedback()):
        register(kind)
