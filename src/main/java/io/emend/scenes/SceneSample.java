package io.emend.scenes;

import io.emend.scenes.question.SceneQuestion;

/**
 * A question of a source.
 *
 * @param id for example {@code scenes:plain/held-out?seed=0#17}; opens the same sample again
 */
public record SceneSample(String id, Scene scene, SceneQuestion question) {}
