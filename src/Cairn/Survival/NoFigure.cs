namespace Cairn.Survival;

/// <summary>What is lacking where a figure cannot be given.</summary>
public enum Lack { People, Times, Events, Groups, Covariates, Variation, Independence, FiniteCoefficient, Convergence }

/// <summary>A figure that cannot be given, and why in a sentence. It stands where the figure would have stood, so that nobody prints a number instead.</summary>
public sealed record NoFigure(Lack Lack, string Why);
