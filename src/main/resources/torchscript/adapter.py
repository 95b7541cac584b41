# Linear layers that an adapter may change.

def use_adapter(self, prefix: str) -> int:
    # Names of an adapter's weights start with its prefix; with no prefix, those of the adapter in training.
    self.adapter = prefix
    return torch.len(prefix)

def linear(self, x: Tensor, name: str) -> Tensor:
    y = torch.linear(x, self.cast(name + '.weight', x))
    if torch.__contains__(self.w, name + '.bias'):
        y = y + self.cast(name + '.bias', x)
    low = self.adapter + name + '.lora_A.weight'
    if torch.__contains__(self.w, low):
        # LoRA (Hu et al. 2021): A (r, in), B (out, r)
        up = self.cast(self.adapter + name + '.lora_B.weight', x)
        y = y + torch.linear(torch.linear(x, self.cast(low, x)), up) * self.cast(self.adapter + 'lora_scale', x)
    return y
