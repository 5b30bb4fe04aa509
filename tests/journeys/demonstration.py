"""What the journeys know of the demonstration council."""

BOARD = "Marlshire Children's Improvement Board"
COMMITTEE = "Children and Families Scrutiny Committee"
PAPER = "Report of the Independent Chair: consistency between the four localities"

BOARD_DESK = "/desk/bodies/childrens-services-improvement-board/"
BOARD_MEETINGS_DESK = "/desk/meetings/childrens-services-improvement-board/"
BOARD_MEETINGS = "/meetings/childrens-services-improvement-board/"
COMMITTEE_DESK = "/desk/bodies/children-and-families-scrutiny-committee/"
COMMITTEE_MEETINGS_DESK = "/desk/meetings/children-and-families-scrutiny-committee/"
COMMITTEE_MEETINGS = "/meetings/children-and-families-scrutiny-committee/"
