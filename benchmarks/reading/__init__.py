"""How well this tool and two others read labelled news with one model, and at what cost."""
