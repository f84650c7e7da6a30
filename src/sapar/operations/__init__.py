"""Planners that stand alone: a sheet of counts in, a plan with ranges out; no study and no simulation of people."""
