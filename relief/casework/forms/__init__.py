"""提交 and 决定 as forms. What the services refuse is said beside the box it can be mended in."""
