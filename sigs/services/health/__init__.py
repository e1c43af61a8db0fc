from sigs.services.health.reckoning import reckon_all, reckon_health

__all__ = ["reckon_all", "reckon_health"]
