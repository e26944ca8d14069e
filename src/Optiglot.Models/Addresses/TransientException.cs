namespace Optiglot.Models;

/// <summary>What may go better the next time: a broken connection, a busy server.</summary>
/// <param name="message">What happened.</param>
/// <param name="cause">Of it.</param>
internal sealed class TransientException(string message, Exception? cause = null) : IOException(message, cause);
