package io.emend.inference.chat;

/** A picture as the model behind the port takes it; made by {@link ChatModel#picture}. */
public interface ChatPicture {}
