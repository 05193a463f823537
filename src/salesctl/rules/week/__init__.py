"""The weekly planner.

Its modules in reading order: facts, coverage, cadence, claims, capacity, placement, canvass, overload, plan, replan.
"""
