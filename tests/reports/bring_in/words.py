"""Counting words: what a document says, without its numbers, labels and bullet marks."""

import re

from reports.bring_in import BroughtInMinutes, BroughtInReport, Paragraph


def words(text: str) -> list[str]:
    """The words of a text, numbers among them, without punctuation."""
    return re.findall(r"[^\W_]+", text)


def report_words(report: BroughtInReport) -> list[str]:
    """Everything that was read from a report, in the order of the house."""
    cover = report.cover
    said = [
        report.body_name,
        cover.title,
        cover.purpose,
        cover.author,
        cover.key_issues,
        *cover.recommendations,
    ]
    said += [text for _, text in cover.implications]
    for section in report.sections:
        said += [section.heading, *_texts(section.paragraphs)]
    return words(" ".join([*said, *(report.signature or ())]))


def minutes_words(minutes: BroughtInMinutes) -> list[str]:
    """Everything that was read from minutes, in the order of the house."""
    said = [minutes.title, minutes.purpose, *_texts(minutes.paragraphs), *minutes.resolutions]
    return words(" ".join([*said, *minutes.supporting_documents]))


def _texts(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [text for paragraph in paragraphs for text in (paragraph.text, *paragraph.bullets)]
