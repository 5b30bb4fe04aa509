from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "scrutiny"

    def ready(self) -> None:
        from boards import closing
        from scrutiny import standing_minutes
        from scrutiny.closing import minutes_not_begun

        closing.register(minutes_not_begun)
        standing_minutes.register_minutes()
