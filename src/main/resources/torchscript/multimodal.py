# Features of pictures take the places of image tokens.

def merge(self, ids: Tensor, images: List[Tensor]) -> Tensor:
    # ids (B, T), images each (tokens, C), in the order of their places
    x = self.embed(ids)
    if torch.len(images) > 0:
        places = torch.unsqueeze(torch.eq(ids, self.image_token), -1)  # (B, T, 1)
        x = torch.masked_scatter(x, places, torch.to(torch.cat(images, 0), x.dtype))
    return x
