from scrutiny.models.confirmations import Confirmation
from scrutiny.models.minutes import Minute, MinuteParagraph, Minutes
from scrutiny.models.numbering import NumberingRule
from scrutiny.models.resolutions import Resolution

__all__ = ["Confirmation", "Minute", "MinuteParagraph", "Minutes", "NumberingRule", "Resolution"]
