from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        from boards import handover, handover_actions, standing_items

        standing_items.register_all()
        handover.register(handover_actions.HEADING, handover_actions.open_actions)
