# A tower that is given the features of a picture.

def encode(self, inputs: List[Tensor]) -> Tensor:
    return torch.to(inputs[0], self.compute_type)  # [(tokens, hidden)] to (tokens, hidden)

