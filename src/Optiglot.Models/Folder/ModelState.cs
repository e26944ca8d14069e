namespace Optiglot.Models;

/// <summary>How a model's folder stands.</summary>
public enum ModelState
{
    /// <summary>Nothing of it is there.</summary>
    Absent,

    /// <summary>All of it is there.</summary>
    There,

    /// <summary>Some of it is there, and nothing of that is wrong.</summary>
    Incomplete,

    /// <summary>A file of the model is not the one that is known.</summary>
    Damaged,
}
