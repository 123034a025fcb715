"""Write paths: feedback in the request, searches and clicks in the background."""
