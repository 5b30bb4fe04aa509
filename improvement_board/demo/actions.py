"""What people took on at the demonstration's meetings, and what came of it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from boards.deeds.actions import add_action, close_action, note_progress, remind_owner
from boards.models import Action, ActionNote
from improvement_board.demo.business import Task, Word
from improvement_board.demo.days import Days, moment
from improvement_board.demo.meetings import Held, all_meetings
from improvement_board.demo.people import person
from improvement_board.demo.story import Step


def steps(days: Days) -> Iterator[Step]:
    for held in all_meetings(days):
        for task in held.gathering.tasks:
            yield Step(moment(held.day, 18), partial(is_agreed, held, task), partial(agree, held, task))
            for word in task.words:
                when = moment(held.day + timedelta(days=word.days), 11)
                yield Step(when, partial(is_said, held, task, word), partial(say, held, task, word))
            if task.came_of_it:
                closed = moment(held.day + timedelta(days=task.closed), 15)
                yield Step(closed, partial(is_closed, held, task), partial(close, held, task))


def action(held: Held, task: Task) -> Action:
    return held.row.actions.get(text=task.text)


def is_agreed(held: Held, task: Task) -> bool:
    return held.row.actions.filter(text=task.text).exists()


def agree(held: Held, task: Task) -> None:
    add_action(
        by=person(held.house.office),
        meeting=held.row,
        text=task.text,
        owner=person(task.owner),
        due=held.day + timedelta(days=task.due),
        item=held.row.items.get(position=task.item) if task.item else None,
    )


def is_said(held: Held, task: Task, word: Word) -> bool:
    notes = action(held, task).notes
    said = notes.filter(text=word.text) if word.text else notes.filter(kind=ActionNote.Kind.REMINDER)
    return said.exists()


def say(held: Held, task: Task, word: Word) -> None:
    """A word on how the action stands, or a reminder to its owner."""
    by, about = person(word.who), action(held, task)
    if word.text:
        note_progress(by=by, action=about, text=word.text)
    else:
        remind_owner(by=by, action=about)


def is_closed(held: Held, task: Task) -> bool:
    return action(held, task).closed_at is not None


def close(held: Held, task: Task) -> None:
    open_action = action(held, task)
    close_action(
        by=person(held.house.office), action=open_action, version=open_action.version, note=task.came_of_it
    )
