"""The help-capacity planner: lawyers, partners abroad and money; how long people wait, and what helps."""
