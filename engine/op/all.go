package op

// All lists the ops. A new op is one file, or a place in its family's file, and a line here; a gradient check and a
// comparison with the float64 reference then run over it by themselves.
func All() []*Op {
	return []*Op{
		Reshape, Permute, Repeat, RepeatSum, Concat, Slice, GroupOf,
		MatMul, AddBias, ColumnSum, Add, Multiply,
		Activation, ActivationGradient, Threshold, PReLU, PReLUGradient, PReLUWeight,
		Softmax, SoftmaxGradient, Dropout,
		Statistics, NormScale, BatchNorm, BatchNormSums, BatchNormSlope, BatchNormBack, MovingAverage,
		Standardise, StandardiseBack, ScaleColumns,
		Scale, Maximum, MaximumGradient, Pairs, Weighted,
		Noise, Sample, SampleGradient, Embed, EmbedGradient, AddPositions,
		SparseCrossEntropy, SparseCrossEntropyGradient, CountHits, OneHot, MatchHits, Confusion, ErrorSums, Loss, LossGradient, CountSteps, NTXent, NTXentGradient,
		MaxPool, MaxPoolGradient, AveragePool, AveragePoolGradient,
		Border, Resample, ResampleGradient,
		Draw, Warp, WarpGradient, Contrast, Cutout,
		RealSteps, KeepSteps, StepMean, StepMeanGradient,
		PickStep, PlaceStep, RNN, RNNBack, LSTM, LSTMBack, GRU, GRUBack,
		Attention, AttentionBack,
		Conv2D, ConvInput, ConvTurn, ConvWeight,
		Linear, SoftmaxCrossEntropy, MatMulMultiply, Update, MatMulUpdate,
		Penalty, PenaltySlope, Clip, ClipFactor, MaxNorm,
	}
}
