namespace Optiglot.Networks;

/// <summary>Recurrence: places of a text one after the other.</summary>
/// <typeparam name="T">A value.</typeparam>
public interface IRecurrenceOps<T> where T : class
{
    /// <summary>The next state of a unit.</summary>
    /// <param name="cell">The unit.</param>
    /// <param name="mapped">What <see cref="GruCell.Input"/> makes of the input, <c>[batch, places, 3 × width]</c>.</param>
    /// <param name="state">The state before, <c>[batch, places, width]</c>.</param>
    T Advance(GruCell cell, T mapped, T state);

    /// <summary>Reads a text from end to end. A place that is not real leaves the state as it is; the first state is 0.</summary>
    /// <param name="x">The text, <c>[batch, places, features]</c>. Real places come first.</param>
    /// <param name="cell">What is done at each place.</param>
    /// <param name="mask">Which places are real.</param>
    /// <param name="isReversed">Whether the last place is read first.</param>
    /// <returns>The state after each place, <c>[batch, places, width]</c>.</returns>
    T Recur(T x, GruCell cell, IMask<T> mask, bool isReversed);

    /// <summary>Reads a target place by place, each after what came before it. In a step of a search the interpreter keeps the states.</summary>
    /// <param name="number">A number of the recurrence's own: what is kept goes by it.</param>
    /// <param name="x">The target, <c>[batch, places, features]</c>.</param>
    /// <param name="initial">The state before the first place, <c>[batch, 1, width]</c>.</param>
    /// <param name="step">
    /// Gives a new state and a result of some places <c>[batch, places, features]</c> and their states <c>[batch, places, width]</c>: of one place, or of all
    /// hypotheses of a beam.
    /// </param>
    /// <returns>The results, <c>[batch, places, features of a result]</c>.</returns>
    T RecurPast(int number, T x, T initial, Func<T, T, (T State, T Result)> step);
}
