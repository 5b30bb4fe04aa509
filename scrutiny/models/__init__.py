from scrutiny.models.minutes import Minute, MinuteParagraph, Minutes
from scrutiny.models.numbering import NumberingRule
from scrutiny.models.resolutions import Resolution

__all__ = ["Minute", "MinuteParagraph", "Minutes", "NumberingRule", "Resolution"]
