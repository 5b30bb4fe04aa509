from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self) -> None:
        from boards import closing
        from scrutiny import minute_evidence, offers, standing_minutes
        from scrutiny.closing import minutes_not_begun

        closing.register(minutes_not_begun)
        standing_minutes.register_minutes()
        minute_evidence.register_minutes()
        offers.register_commitments()
