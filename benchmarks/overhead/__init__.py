"""What this program costs beside the model it asks: time, CPU and memory, with a server that answers late."""
