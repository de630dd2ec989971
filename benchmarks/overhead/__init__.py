"""The program's own cost beside the model's: time, CPU and memory, with a server that answers late."""
