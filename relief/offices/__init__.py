"""辖区和人员: areas, people, local figures, the calendar, and the doors to other people's rows."""
