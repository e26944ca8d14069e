namespace Optiglot.Metrics;

/// <summary>The Java program's names of METEOR's tasks (its option <c>-t</c>).</summary>
public static class MeteorTasks
{
    private static readonly (string Name, MeteorTask Task)[] All =
    [
        ("default", MeteorTask.Default), ("rank", MeteorTask.Ranking), ("adq", MeteorTask.Adequacy), ("hter", MeteorTask.Hter), ("util", MeteorTask.Utility),
        ("li", MeteorTask.LanguageIndependent), ("tune", MeteorTask.Tuning), ("universal", MeteorTask.Universal),
    ];

    /// <summary>The names of all tasks.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(task => task.Name)];

    /// <summary>The task of a name in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public static MeteorTask Find(string name) =>
        Array.Find(All, task => task.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Name: not null } found
        ? found.Task
        : throw new ArgumentException($"METEOR has no task '{name}'; use {string.Join(", ", Names)}");

    /// <summary>The name of a task.</summary>
    internal static string Name(MeteorTask task) => Array.Find(All, each => each.Task == task).Name;
}
